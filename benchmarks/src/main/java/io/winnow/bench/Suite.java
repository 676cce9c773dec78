package io.winnow.bench;

import java.util.List;

/** Ratios that belong together. Registered in {@code META-INF/services}, with a public constructor without parameters. */
public interface Suite {

    /** As {@code --suite} names it. */
    String name();

    /**
     * Measures.
     *
     * @param quick whether a few runs must do
     * @return every ratio of the suite, those that could not be measured too
     */
    List<Ratio> run(boolean quick);
}
