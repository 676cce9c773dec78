/**
 * Pipelines from start to end: what other commands that run one share, and the commands {@code run} and {@code pipelines}. A definition enters, answers and counts leave; the commands call.
 */
@NullMarked
package io.winnow.cli.run;

import org.jspecify.annotations.NullMarked;
