package io.winnow.read.flink;

/**
 * What is known of one stream, as state beside its windows.
 *
 * @param next number of the window that comes next
 * @param tokens retained
 * @param thinned how often the windows of a file were halved to stay within the limit
 * @param ended whether no more windows will come
 */
record StreamInfo(long next, long tokens, int thinned, boolean ended) {
    static final StreamInfo NEW = new StreamInfo(0, 0, 0, false);

    StreamInfo withEnded(boolean isEnded) {
        return new StreamInfo(next, tokens, thinned, isEnded);
    }

    StreamInfo withTokens(long retained, int halved) {
        return new StreamInfo(next, retained, halved, ended);
    }

    StreamInfo added(int count) {
        return new StreamInfo(next + 1, tokens + count, thinned, ended);
    }
}
