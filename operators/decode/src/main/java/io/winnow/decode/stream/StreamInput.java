package io.winnow.decode.stream;

import io.winnow.decode.LiveAddress;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/** What a stream is read from. */
public sealed interface StreamInput extends Serializable {

    /** How many items it has, each decoded alone. */
    default int items() {
        return 1;
    }

    /** What messages call an item; holds no credentials. */
    String shown(int item);

    /**
     * A file of moving pictures.
     *
     * @param path absolute
     * @param named whether a source names it itself, not a folder that it lies in
     */
    record Clip(String path, boolean named) implements StreamInput {
        public Clip {
            Objects.requireNonNull(path, "path");
        }

        @Override
        public String shown(int item) {
            return path;
        }
    }

    /**
     * Pictures, in the order of their listing.
     *
     * @param folder absolute
     * @param files paths within it, sorted bytewise
     * @param named whether a source names the one file itself
     */
    record Pictures(String folder, List<String> files, boolean named) implements StreamInput {
        public Pictures {
            Objects.requireNonNull(folder, "folder");
            files = List.copyOf(files);
        }

        @Override
        public int items() {
            return files.size();
        }

        @Override
        public String shown(int item) {
            return item < files.size() ? folder + "/" + files.get(item) : folder;
        }
    }

    /**
     * A file that somebody still writes.
     *
     * @param path absolute
     */
    record Growing(String path) implements StreamInput {
        public Growing {
            Objects.requireNonNull(path, "path");
        }

        @Override
        public String shown(int item) {
            return path;
        }
    }

    /** An http or https address. */
    record Web(String url) implements StreamInput {
        public Web {
            Objects.requireNonNull(url, "url");
        }

        @Override
        public String shown(int item) {
            return url.replaceFirst("[?#].*$", "").replaceFirst("//[^/@]*@", "//");
        }
    }

    /** The address of a live source, as somebody wrote it: {@code rtsp://}, {@code udp://}, {@code srt://} and their kin, or that of a playlist that goes on. */
    record Live(String address) implements StreamInput {
        public Live {
            Objects.requireNonNull(address, "address");
        }

        @Override
        public String shown(int item) {
            return LiveAddress.shown(address);
        }

        /** Names no credentials. */
        @Override
        public String toString() {
            return "Live[" + shown(0) + "]";
        }
    }

    /** Standard input, which can be read once. */
    record StandardInput() implements StreamInput {
        @Override
        public String shown(int item) {
            return "standard input";
        }
    }
}
