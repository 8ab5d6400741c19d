/**
 * What the ledger really holds, by serial execution: the truth that clients' sights are held to.
 */
package io.stretto.chaos.proof;
