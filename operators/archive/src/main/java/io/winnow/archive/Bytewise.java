package io.winnow.archive;

import java.util.Comparator;

/** The order of names everywhere in an archive: that of their bytes in UTF-8, which no locale changes. */
public final class Bytewise {
    public static final Comparator<String> ORDER = Bytewise::compare;

    private Bytewise() {}

    /** The bytes need not be made: their order is that of the characters' numbers. */
    private static int compare(String a, String b) {
        int both = Math.min(a.length(), b.length());
        for (int i = 0; i < both; i++) {
            char one = a.charAt(i);
            char other = b.charAt(i);
            if (one != other) {
                return rank(one) - rank(other);
            }
        }
        return a.length() - b.length();
    }

    /** Characters that take two surrogates have the highest numbers, though surrogates themselves have not. */
    private static int rank(char unit) {
        return Character.isSurrogate(unit) ? unit + Character.MIN_SUPPLEMENTARY_CODE_POINT : unit;
    }
}
