@NullMarked
package io.winnow.jobs.archive;

import org.jspecify.annotations.NullMarked;
