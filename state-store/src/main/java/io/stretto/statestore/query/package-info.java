/** What other threads may read of the ledgers that this process owns. */
package io.stretto.statestore.query;
