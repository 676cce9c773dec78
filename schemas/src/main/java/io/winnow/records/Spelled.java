package io.winnow.records;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How values are written of a type that reads itself through {@code static parse(String)}. The docs and the configuration's JSON Schema are made from it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Spelled {

    /** For people: {@code share, tokens or tokens a second}. */
    String words();

    /** A regular expression that a value which is text matches. */
    String pattern();

    /** Whether a value may be a number. */
    boolean number() default false;
}
