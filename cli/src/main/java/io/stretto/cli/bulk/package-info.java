/** Many transactions from a file, in its order, with nothing lost on the way. */
package io.stretto.cli.bulk;
