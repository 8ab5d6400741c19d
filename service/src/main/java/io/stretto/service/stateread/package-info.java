/** The one call between services: reading a ledger's state from the committer that owns it. */
package io.stretto.service.stateread;
