package io.winnow.archive;

/**
 * What an archive holds of an item: its last attempt.
 *
 * @param object where its rows are
 * @param tokens of all its rows
 */
record Held(String object, int attempt, long size, long modifiedMillis, Status status, long tokens) {

    Held plus(long more) {
        return new Held(object, attempt, size, modifiedMillis, status, tokens + more);
    }
}
