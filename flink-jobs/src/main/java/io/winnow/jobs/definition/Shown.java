package io.winnow.jobs.definition;

/** What somebody wrote, as others may see it: an address without its user, password and query, any of which may hold credentials, and no secret of a webhook. */
public final class Shown {
    private Shown() {}

    /** The address as others may see it. */
    public static String of(String written) {
        return written.replaceAll("(?<=://)[^/\\s]*@", "***@")
                .replaceAll("(://[^?\\s]*\\?)\\S*", "$1***")
                .replaceAll("whsec_\\S+", "whsec_***");
    }
}
