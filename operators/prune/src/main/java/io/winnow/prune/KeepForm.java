package io.winnow.prune;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a budget is written. */
final class KeepForm {
    /** Of the texts that are read, for whoever checks them without this class. */
    static final String PATTERN =
            "^\\s*(auto|[0-9.eE+-]+(\\s*%|\\s*tokens?(\\s*/\\s*s(\\s+over\\s+[0-9]+\\s+streams?)?)?)?)\\s*$";

    static final String AUTO = "auto";

    private static final Pattern AMOUNT = Pattern.compile("([+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)\\s*(.*)");
    private static final Pattern RATE = Pattern.compile("tokens?\\s*/\\s*s(?:\\s+over\\s+([0-9]{1,9})\\s+streams?)?");
    private static final String ALLOWED = ": write a share above 0 and at most 1 (0.25 or 25%), tokens of each window"
            + " (256 tokens), tokens a second of the whole pipeline (500 tokens/s), or auto";
    private static final double PERCENT = 100;

    private KeepForm() {}

    static Keep parse(String text) {
        String word = text.strip();
        if (word.equals(AUTO)) {
            return new Keep.Auto();
        }
        Matcher amount = AMOUNT.matcher(word);
        if (!amount.matches()) {
            throw refused("'" + word + "' says no amount");
        }
        String unit = amount.group(2);
        Matcher rate = RATE.matcher(unit);
        if (unit.isEmpty()) {
            return share(number(amount.group(1)), word);
        }
        if (unit.equals("%")) {
            return share(number(amount.group(1)) / PERCENT, word);
        }
        if (unit.equals("tokens") || unit.equals("token")) {
            return new Keep.Count(whole(amount.group(1)));
        }
        if (rate.matches()) {
            return new Keep.Rate(number(amount.group(1)), rate.group(1) == null ? 0 : streams(rate.group(1)));
        }
        throw refused("'" + unit + "' is no unit of what is kept");
    }

    private static Keep share(double share, String word) {
        if (share > 1) {
            throw refused(word + " is more than all of a window's tokens");
        }
        return new Keep.Share(share);
    }

    private static int streams(String digits) {
        int streams = Integer.parseInt(digits);
        if (streams == 0) {
            throw refused("a cap is shared by one stream at least");
        }
        return streams;
    }

    private static int whole(String digits) {
        double number = number(digits);
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw refused(digits + " is no whole number of tokens");
        }
        return (int) number;
    }

    private static double number(String digits) {
        try {
            return Double.parseDouble(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + digits + "' is not a number" + ALLOWED, e);
        }
    }

    private static IllegalArgumentException refused(String what) {
        return new IllegalArgumentException(what + ALLOWED);
    }

    /** A number without a fraction that says nothing. */
    static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.valueOf((long) number)
                : String.valueOf(number);
    }

    /** {@code 1 token}, {@code 2 tokens}. */
    static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
