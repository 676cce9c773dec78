package io.winnow.decode.worker.camera;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as RFC 2326, 6 has it.
 *
 * @param method its verb
 * @param address what it is about
 * @param headers by their names in lower case
 */
record RtspRequest(String method, String address, Map<String, String> headers) {
    RtspRequest {
        headers = Map.copyOf(headers);
    }

    /** Reads the rest of one whose first byte is known. */
    static RtspRequest read(int first, DataInputStream in) throws IOException {
        String[] words = ((char) first + line(in)).split(" ");
        if (words.length != 3) {
            throw new IOException("no request: " + String.join(" ", words));
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        in.skipNBytes(Long.parseLong(headers.getOrDefault("content-length", "0")));
        return new RtspRequest(words[0], words[1], headers);
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("in a line");
            }
            line.append((char) read);
        }
        return line.toString().stripTrailing();
    }

    /** A header, empty where it is not there. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
