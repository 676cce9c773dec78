package io.winnow.read.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A response's bytes, up to a limit. */
final class BoundedBytes extends FilterInputStream {
    private final long limit;
    private long read;

    BoundedBytes(InputStream bytes, long limit) {
        super(bytes);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int more) {
        read += more;
        if (read > limit) {
            throw new EndpointFailure(
                    EndpointFailure.Kind.TOO_LARGE,
                    "the endpoint sent more than " + limit + " bytes",
                    "Lower read.http.answer-tokens, or raise read.http.largest-answer.");
        }
    }
}
