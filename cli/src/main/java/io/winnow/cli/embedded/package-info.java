/**
 * The broker and the Flink cluster that live inside the command where none are configured. A folder and a pipeline enter, addresses leave; the commands that run pipelines call, and close what they
 * have started.
 */
@NullMarked
package io.winnow.cli.embedded;

import org.jspecify.annotations.NullMarked;
