package io.winnow.jobs.definition;

/** What somebody wrote, as others may see it: an address without its user, password and query, any of which may hold credentials. */
final class Shown {
    private Shown() {}

    static String of(String written) {
        return written.replaceAll("(?<=://)[^/\\s]*@", "***@").replaceAll("(://[^?\\s]*\\?)\\S*", "$1***");
    }
}
