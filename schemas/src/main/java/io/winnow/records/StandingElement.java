package io.winnow.records;

/** What the topic of standing questions carries: questions, their removal, which is an empty value of their key, and the mark that a run hears of no more. */
public sealed interface StandingElement permits StandingQuestion, StandingRemoved, RunEnded {}
