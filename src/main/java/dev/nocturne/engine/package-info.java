/** Propose, evaluate, record: the loop without a framework, and the port to the ledger that remembers. */
@NullMarked
package dev.nocturne.engine;

import org.jspecify.annotations.NullMarked;
