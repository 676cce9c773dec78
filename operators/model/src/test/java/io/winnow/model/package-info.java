@NullMarked
package io.winnow.model;

import org.jspecify.annotations.NullMarked;
