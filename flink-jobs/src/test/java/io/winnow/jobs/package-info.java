@NullMarked
package io.winnow.jobs;

import org.jspecify.annotations.NullMarked;
