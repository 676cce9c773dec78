package io.winnow.read.flink;

import io.winnow.records.Question;

/**
 * A question that has come, as state of every subtask.
 *
 * @param number in the order of arrival
 * @param question as it was asked
 */
record Asked(long number, Question question) {}
