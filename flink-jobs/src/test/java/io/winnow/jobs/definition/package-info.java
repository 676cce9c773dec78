@NullMarked
package io.winnow.jobs.definition;

import org.jspecify.annotations.NullMarked;
