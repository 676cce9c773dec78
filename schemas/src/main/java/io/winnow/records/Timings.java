package io.winnow.records;

/** Where time went for the frames of a record, in microseconds of work, summed over them. */
public record Timings(long decodeMicros, long tokenizeMicros, long pruneMicros) {
    public static final Timings NONE = new Timings(0, 0, 0);

    public Timings plus(Timings other) {
        return new Timings(
                decodeMicros + other.decodeMicros,
                tokenizeMicros + other.tokenizeMicros,
                pruneMicros + other.pruneMicros);
    }
}
