package io.winnow.decode;

import java.io.Serializable;
import java.math.BigDecimal;
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
            return "fps(" + Call.plain(perSecond) + ")";
        }
    }

    /** Frames that can be decoded alone. Others are not decoded and have no seq. */
    record KeyFrames() implements FramePolicy {
        @Override
        public String toString() {
            return "keyframes";
        }
    }

    /**
     * Frames that look different from the last one handed on: the mean absolute difference of their luma, both scaled to 64x64, is above {@code threshold} of black against white. The first is handed on.
     */
    record Scene(double threshold) implements FramePolicy {
        public Scene {
            Call.requireShare("scene", threshold);
        }

        @Override
        public String toString() {
            return "scene(" + Call.plain(threshold) + ")";
        }
    }

    /**
     * Frames in which much moves: the mean length of the codec's motion vectors, each weighed by the area of its block, is above {@code threshold} of the picture's diagonal. The first is handed on; others
     * without vectors, which are coded alone, do not move.
     */
    record Motion(double threshold) implements FramePolicy {
        public Motion {
            Call.requireShare("motion", threshold);
        }

        @Override
        public String toString() {
            return "motion(" + Call.plain(threshold) + ")";
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
            return called(call.group(1), call.group(2), word);
        }
        return switch (word) {
            case "keep-all" -> new KeepAll();
            case "keyframes" -> new KeyFrames();
            case "latest" -> new Latest();
            default -> throw unknown(word);
        };
    }

    private static FramePolicy called(String name, String digits, String word) {
        return switch (name) {
            case "every" -> new Every(whole(digits, word));
            case "fps" -> new Fps(number(digits, word));
            case "scene" -> new Scene(number(digits, word));
            default -> new Motion(number(digits, word));
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
        return new IllegalArgumentException("'" + word
                + "' is no frame policy: write keep-all, every(n), fps(x), keyframes, scene(t), motion(t) or latest");
    }

    /** The form of a policy with a number. */
    final class Call {
        private static final Pattern FORM = Pattern.compile("(every|fps|scene|motion)\\(\\s*([0-9.]{1,12})\\s*\\)");

        private Call() {}

        /** As it is read again. */
        private static String plain(double number) {
            return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        }

        private static void requireShare(String name, double threshold) {
            if (!(threshold > 0 && threshold < 1)) {
                throw new IllegalArgumentException(name + "(" + threshold + ") is out of range: the threshold is a"
                        + " share, above 0 and below 1");
            }
        }
    }
}
