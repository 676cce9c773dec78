package io.winnow.records;

/** What the answers topic carries: answers, and the mark that no more will come. */
public sealed interface AnswerElement permits Answer, RunEnded {}
