/**
 * What clients saw, and the checker that holds it against the ledger's canonical order: pure, so
 * that fabricated histories can show what it finds.
 */
package io.stretto.chaos.history;
