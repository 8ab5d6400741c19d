/** What the command needs of the roles: a whole cluster in this process, or one role. */
package io.stretto.cli.cluster;
