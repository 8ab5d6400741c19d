/** Token movements, as the replay and the demo make them, on the example token contract. */
package io.stretto.cli.token;
