package io.winnow.decode;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which decoded frames are handed on. Those that are not are counted. */
public sealed interface FramePolicy extends Serializable {

    /** Every frame. */
    record KeepAll() implements FramePolicy {
        @Override
        public String toString() {
            return "keep-all";
        }
    }

    /** Frames whose seq is a multiple of {@code n}. */
    record Every(int n) implements FramePolicy {
        public Every {
            if (n < 1) {
                throw new IllegalArgumentException("every(" + n + ") hands on no frame: n must be 1 or more");
            }
        }

        @Override
        public String toString() {
            return "every(" + n + ")";
        }
    }

    /** The first frame at or after each multiple of {@code 1 / perSecond} of the stream's time. */
    record Fps(double perSecond) implements FramePolicy {
        private static final double MOST = 1_000;

        public Fps {
            if (!(perSecond > 0 && perSecond <= MOST)) {
                throw new IllegalArgumentException(
                        "fps(" + perSecond + ") is out of range: above 0 and at most 1000 are possible");
            }
        }

        @Override
        public String toString() {
            long whole = (long) perSecond;
            return whole == perSecond ? "fps(" + whole + ")" : "fps(" + perSecond + ")";
        }
    }

    /** Frames that can be decoded alone. Others are not decoded and have no seq. */
    record KeyFrames() implements FramePolicy {
        @Override
        public String toString() {
            return "keyframes";
        }
    }

    /** The newest frame whenever the line is ready for one. Does not give the same frames twice, so each restore begins a new epoch. */
    record Latest() implements FramePolicy {
        @Override
        public String toString() {
            return "latest";
        }
    }

    /**
     * Reads what {@code toString} writes.
     *
     * @throws IllegalArgumentException with a sentence
     */
    static FramePolicy parse(String text) {
        String word = text.strip();
        Matcher call = Call.FORM.matcher(word);
        if (call.matches()) {
            return call.group(1).equals("every")
                    ? new Every(whole(call.group(2), word))
                    : new Fps(number(call.group(2), word));
        }
        return switch (word) {
            case "keep-all" -> new KeepAll();
            case "keyframes" -> new KeyFrames();
            case "latest" -> new Latest();
            default -> throw unknown(word);
        };
    }

    private static int whole(String digits, String word) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw unknown(word);
        }
    }

    private static double number(String digits, String word) {
        try {
            return Double.parseDouble(digits);
        } catch (NumberFormatException e) {
            throw unknown(word);
        }
    }

    private static IllegalArgumentException unknown(String word) {
        return new IllegalArgumentException(
                "'" + word + "' is no frame policy: write keep-all, every(n), fps(x), keyframes or latest");
    }

    /** The form of a policy with a number. */
    final class Call {
        private static final Pattern FORM = Pattern.compile("(every|fps)\\(\\s*([0-9.]{1,12})\\s*\\)");

        private Call() {}
    }
}
