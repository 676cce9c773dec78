/**
 * {@code winnow eval}: questions with known answers, put to the bundles through the same line as any pipeline, and scored. A folder of the form of {@code eval/} enters, accuracies beside honest
 * baselines leave. The parser calls.
 */
@NullMarked
package io.winnow.cli.eval;

import org.jspecify.annotations.NullMarked;
