package io.winnow.records;

/** What tests ask of whatever an edge carries. */
public final class Elements {
    private Elements() {}

    /** Where an element stands. */
    public static Origin origin(Element element) {
        if (element instanceof TokenRecord tokens) {
            return tokens.origin();
        }
        if (element instanceof PrunedWindow window) {
            return window.origin();
        }
        if (element instanceof StreamEvent event) {
            return event.origin();
        }
        throw new IllegalArgumentException("a mark of a run's end has no origin");
    }

    /** All but what may differ between two runs that compute the same: when, and how long it took. */
    public static Element timeless(Element element) {
        if (element instanceof TokenRecord tokens) {
            return tokens.withTimings(Timings.NONE).withIngestMillis(0);
        }
        if (element instanceof PrunedWindow window) {
            return window.withTimings(Timings.NONE).withIngestMillis(0);
        }
        return element instanceof StreamEvent event ? event.withIngestMillis(0) : element;
    }
}
