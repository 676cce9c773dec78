package io.winnow.read;

import io.winnow.read.http.EndpointOptions;
import io.winnow.records.Describe;
import java.io.Serializable;

/**
 * Who reads, where that is more than a bundle.
 *
 * @param reader who answers
 * @param below the confidence below which a cascade asks the endpoint
 * @param keptPreviews most pictures kept of one stream
 * @param endpoint that looks at pictures
 */
public record VisionOptions(
        @Describe(
                key = "read.reader",
                text =
                        "Who answers: the bundle (small), an endpoint that looks at pictures of the kept frames (http), or the bundle first and the endpoint where it is unsure (cascade).")
        ReaderChoice reader,

        @Describe(
                key = "read.cascade.below",
                text = "A cascade asks the endpoint where the bundle's calibrated confidence is below this, 0 to 1.")
        double below,

        @Describe(
                key = "read.kept-previews",
                text =
                        "Pictures kept of one stream for questions to come. Of live streams the oldest go first; of files every second one goes when there are too many.")
        int keptPreviews,

        EndpointOptions endpoint)
        implements Serializable {
    private static final int FEWEST = 2;

    public VisionOptions {
        if (!(below >= 0 && below <= 1)) {
            throw new IllegalArgumentException("read.cascade.below is " + below + ", and a confidence is 0 to 1");
        }
        if (keptPreviews < FEWEST) {
            throw new IllegalArgumentException("read.kept-previews is " + keptPreviews + ", which is too little");
        }
        if (reader.looks() && (endpoint.url().isEmpty() || endpoint.model().isEmpty())) {
            throw new IllegalArgumentException(
                    "an endpoint has an address and a model: set read.http.url and read.http.model");
        }
    }

    public static VisionOptions defaults() {
        return new VisionOptions(ReaderChoice.SMALL, 0.6, 300, EndpointOptions.none());
    }
}
