package io.winnow.bench.gateway;

import java.util.Map;

/**
 * What clients saw.
 *
 * @param responses in all
 * @param served those of 2xx
 * @param tooMany those of 429 that say when to come back
 * @param others by what they were
 * @param eventStreams that were opened
 * @param closed how many of these the gateway closed
 * @param heardBytes on event streams
 * @param admitted questions that were taken
 * @param answered how many of these have their answer
 * @param medianMillis from when a request was due to its response, those apart that wait for an answer
 * @param percentile99Millis of the same
 * @param answerMillis from when a question was due to its answer, the median
 * @param seconds that all this took
 * @param processorSeconds of the clients' own process
 */
record ClientReport(
        long responses,
        long served,
        long tooMany,
        Map<String, Long> others,
        int eventStreams,
        int closed,
        long heardBytes,
        long admitted,
        long answered,
        double medianMillis,
        double percentile99Millis,
        double answerMillis,
        double seconds,
        double processorSeconds) {

    /** Share of the responses that are as they must be. */
    double orderly() {
        return (double) (served + tooMany) / responses;
    }
}
