package io.winnow.read.flink;

/**
 * Where the questions of a subtask lie.
 *
 * @param requests of both kinds, by stream
 * @param once those that are asked once
 * @param standing those that are asked again and again
 */
record Desks(Desk requests, QuestionDesk once, StandingDesk standing) {}
