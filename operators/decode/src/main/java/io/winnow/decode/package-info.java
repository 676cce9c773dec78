/** Files, folders, pipes and addresses of video become pictures. Sources enter; frames, and what happens to their streams, leave. */
@NullMarked
package io.winnow.decode;

import org.jspecify.annotations.NullMarked;
