package io.winnow.records;

/** What the questions topic carries: questions, and the mark that no more will come. */
public sealed interface QuestionElement permits Question, RunEnded {}
