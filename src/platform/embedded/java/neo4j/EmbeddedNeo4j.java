import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.neo4j.cli.AdminTool;
import org.neo4j.cli.ExecutionContext;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.graphdb.event.DatabaseEventContext;
import org.neo4j.graphdb.event.DatabaseEventListenerAdapter;
import org.neo4j.server.CommunityBootstrapper;
import org.neo4j.server.NeoBootstrapper;

/**
 * Neo4j Community as the child of another process.
 *
 * <p>Arguments: the home folder, which holds {@code conf/neo4j.conf}. Standard input: the password of the user
 * {@code neo4j} on one line, then nothing; it stays open for as long as the parent lives. The password comes that
 * way because arguments and environment of a process can be read by others on the machine. It is set only while
 * the store does not exist yet.
 *
 * <p>The kernel closes the pipe when the parent ends, however it ends, and then this process shuts the server
 * down; a shutdown that hangs is cut off, which the transaction log survives.
 *
 * <p>A database that has closed itself, as after a full disk, comes back by a restart alone, while its server would go on
 * refusing whatever is asked. So this process ends then, and whoever started it starts it again.
 */
public final class EmbeddedNeo4j {
    private static final long SHUTDOWN_LIMIT_MS = 6_000;
    private static final long AVAILABLE_LIMIT_MS = 5_000;
    private static final int CLOSED = 3;

    public static void main(String[] args) throws IOException {
        Path home = Path.of(args[0]);
        Path conf = home.resolve("conf");
        String password = readLine(System.in);
        if (!Files.exists(home.resolve("data/databases/system"))) {
            setInitialPassword(home, conf, password);
        }
        Thread watch = new Thread(EmbeddedNeo4j::exitWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        CommunityBootstrapper server = new CommunityBootstrapper();
        int code = NeoBootstrapper.start(server, "--home-dir=" + home, "--config-dir=" + conf);
        if (code != 0) {
            System.exit(code);
        }
        endWithDatabase(server.getDatabaseManagementService());
    }

    private static void endWithDatabase(DatabaseManagementService databases) {
        databases.registerDatabaseEventListener(new DatabaseEventListenerAdapter() {
            @Override
            public void databasePanic(DatabaseEventContext event) {
                halt(event.getDatabaseName());
            }
        });
        // One that could not be opened has told nobody.
        for (String name : databases.listDatabases()) {
            if (!databases.database(name).isAvailable(AVAILABLE_LIMIT_MS)) {
                halt(name);
            }
        }
    }

    /** At once: an orderly end would write, to a disk that may be full; the transaction log survives it. */
    private static void halt(String database) {
        System.err.println("The database " + database + " has closed itself; its log says why");
        System.err.flush();
        Runtime.getRuntime().halt(CLOSED);
    }

    private static void setInitialPassword(Path home, Path conf, String password) {
        int code = AdminTool.execute(
                new ExecutionContext(home, conf), "dbms", "set-initial-password", password);
        if (code != 0) {
            System.err.println("The initial password could not be set (code " + code + ")");
            System.exit(1);
        }
    }

    private static void exitWithParent() {
        try {
            while (System.in.read() != -1) {
                // Nothing is sent after the password; only the end matters.
            }
        } catch (IOException e) {
            // A broken pipe is an end as well.
        }
        Thread limit = new Thread(EmbeddedNeo4j::haltAfterLimit, "shutdown-limit");
        limit.setDaemon(true);
        limit.start();
        System.exit(0);
    }

    private static void haltAfterLimit() {
        try {
            Thread.sleep(SHUTDOWN_LIMIT_MS);
        } catch (InterruptedException e) {
            // Halt at once then.
        }
        Runtime.getRuntime().halt(1);
    }

    /** Reads byte by byte, as a buffering reader would swallow what the watch waits for. */
    private static String readLine(InputStream in) throws IOException {
        var line = new java.io.ByteArrayOutputStream();
        for (int next = in.read(); next != -1 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
