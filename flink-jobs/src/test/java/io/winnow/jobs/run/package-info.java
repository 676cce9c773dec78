@NullMarked
package io.winnow.jobs.run;

import org.jspecify.annotations.NullMarked;
