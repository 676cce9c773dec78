package io.winnow.read.flink;

import io.winnow.read.Outlook;

/**
 * What is known of one stream, as state beside its windows.
 *
 * @param next number of the window that comes next
 * @param tokens retained
 * @param thinned how often the windows of a file were halved to stay within the limit
 * @param outlook what is to be expected of it
 */
record StreamInfo(long next, long tokens, int thinned, Outlook outlook) {
    static final StreamInfo NEW = new StreamInfo(0, 0, 0, Outlook.COMING);

    StreamInfo with(Outlook changed) {
        return new StreamInfo(next, tokens, thinned, changed);
    }

    StreamInfo withTokens(long retained, int halved) {
        return new StreamInfo(next, retained, halved, outlook);
    }

    /** With one more window, which changes nothing of what is to be expected. */
    StreamInfo following(int count) {
        return new StreamInfo(next + 1, tokens + count, thinned, outlook);
    }

    /** With one more window. A source that was quiet has gone on; what has ended has ended, also where a window is sent again. */
    StreamInfo added(int count) {
        return new StreamInfo(next + 1, tokens + count, thinned, outlook == Outlook.QUIET ? Outlook.COMING : outlook);
    }
}
