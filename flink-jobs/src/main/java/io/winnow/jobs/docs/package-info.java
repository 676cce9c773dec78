/**
 * The pages that are made from the code: options with their JSON Schema, topics, metrics, bundles. The lists of the code enter, text leaves; a test compares it with what stands in {@code docs/}.
 */
@NullMarked
package io.winnow.jobs.docs;

import org.jspecify.annotations.NullMarked;
