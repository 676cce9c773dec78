package io.winnow.tokenize.line;

import io.winnow.tokenize.EncodedFrame;

/** A frame of a clip. */
public record ClipFrame(FrameFacts facts, EncodedFrame encoded) {}
