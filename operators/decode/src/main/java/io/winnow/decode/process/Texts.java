package io.winnow.decode.process;

/** Texts that a child made up, as people may see them. */
final class Texts {
    private static final int LONGEST = 200;

    private Texts() {}

    /** Printable, on one line, not too long, without what may hold credentials. */
    static String shown(String text) {
        String plain =
                text.replaceAll("//[^/@]*@", "//").replaceAll("[?#].*", "").replaceAll("[^\\x20-\\x7e]", "?");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "...";
    }

    /** A line of FFmpeg's own, with the addresses in it cut to what people may see. */
    static String withoutSecrets(String line) {
        return line.replaceAll("://\\S*@", "://").replaceAll("(://[^\\s?#]*)[?#]\\S*", "$1");
    }

    /** A name of FFmpeg's: letters, digits and a few signs. */
    static String name(String text) {
        String plain = text.replaceAll("[^A-Za-z0-9_,.+ ()-]", "");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
    }
}
