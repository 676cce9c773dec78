package io.winnow.read.flink;

/**
 * What is known of a stream's pictures, as state beside them.
 *
 * @param epoch of the newest
 * @param newestMicros start of the newest
 * @param next number of the one that comes next
 * @param stride every so many are kept
 * @param kept how many are
 */
record PreviewInfo(long epoch, long newestMicros, long next, long stride, int kept) {
    static final PreviewInfo NONE = new PreviewInfo(Long.MIN_VALUE, Long.MIN_VALUE, 0, 1, 0);

    /** Whether no picture that is before a time is still to come. */
    boolean covers(long micros, long everyMicros) {
        return next > 0 && newestMicros > micros - everyMicros;
    }

    PreviewInfo came(long ofEpoch, long micros) {
        return new PreviewInfo(ofEpoch, micros, next + 1, stride, kept);
    }

    PreviewInfo keeping(int count) {
        return new PreviewInfo(epoch, newestMicros, next, stride, count);
    }

    PreviewInfo doubled(int count) {
        return new PreviewInfo(epoch, newestMicros, next, 2 * stride, count);
    }
}
