/**
 * Runs: what is stored of them, the cluster they run on, and a pipeline while it runs. A resolved pipeline enters, figures of what it did leave; the command and the cluster's entry point call.
 */
@NullMarked
package io.winnow.jobs.run;

import org.jspecify.annotations.NullMarked;
