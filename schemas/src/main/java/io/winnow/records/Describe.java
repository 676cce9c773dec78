package io.winnow.records;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes a component of an options record. The configuration's keys, its JSON Schema and the docs are made from these alone. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Describe {

    /** The key in a pipeline's YAML, lower-case, dotted groups, dashes in words. */
    String key();

    /** What it does, in a sentence. */
    String text();

    /** Whether it changes content, and so the compute digest. */
    boolean content() default true;
}
