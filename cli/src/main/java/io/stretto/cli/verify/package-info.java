/** Executes a ledger again, one transaction after another, and compares. */
package io.stretto.cli.verify;
