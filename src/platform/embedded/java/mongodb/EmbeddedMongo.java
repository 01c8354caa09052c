import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.h2.mvstore.MVStore;

/**
 * A durable server for the MongoDB wire protocol, as the child of another process: mongo-java-server on an H2
 * store, with what a queue needs and the library lacks.
 *
 * <p>Arguments: the store's file, the port. It listens on 127.0.0.1 only, as it knows no users. Standard input
 * stays open for as long as the parent lives; at its end this process closes the store and exits.
 *
 * <p>Tried with the mongodb driver 7.9, and the same as on a real server: write concerns (every write is flushed
 * before it is acknowledged, whatever was asked for), {@code hello} and {@code apiVersion}, insertMany and
 * bulkWrite ordered or not, error 11000 on {@code _id} and unique (also sparse) indexes, findOneAndUpdate with
 * upsert, sort, projection and both values of returnDocument, {@code $inc} and upserts that race, {@code $or},
 * {@code $in}, ranges, {@code $expr}, array filters, sort with skip and limit, cursors with a batch size,
 * {@code $match} and {@code $group}, deleteMany.
 *
 * <p>Not supported, with an error: transactions, change streams, updates by pipeline, partial unique indexes.
 * Not supported, silently: collations, expiry of documents (TTL indexes are made and do nothing), and
 * {@code lastErrorObject} after an upsert by findAndModify (the value itself is right). Dropping a collection
 * that is not there is an error, as before MongoDB 7.
 *
 * <p>Speed, on two busy cores: a look-up that fixes {@code _id} (alone or with other conditions) or the first keys
 * of an index takes under 1 ms; anything else reads the collection, 5 ms for 10,000 documents. An index narrows
 * down but does not sort: the least of 1,000 found documents takes 6 ms. One client at a time writes 150 a second,
 * each with its own flush, 16 and more write 1,300 to 2,300, sharing flushes. The file of 2,000 documents levelled
 * off at 46 MB in 40,000 updates.
 */
public final class EmbeddedMongo {
    /**
     * A worker waits while its write is brought to disk, so the number of workers is the number of writes that
     * can share one flush.
     */
    private static final int WORKERS = 64;

    private static final long SHUTDOWN_LIMIT_MS = 5_000;

    /** Milliseconds for which freed space is left alone. Every commit is flushed before the next, so it may be short. */
    private static final int RETENTION_MS = 1_000;

    public static void main(String[] args) throws IOException {
        MVStore store = new MVStore.Builder().fileName(args[0]).autoCommitDisabled().open();
        store.setVersionsToKeep(0);
        store.setRetentionTime(RETENTION_MS);

        DurableBackend backend = new DurableBackend(store);
        MongoServer server = new MongoServer(backend);
        server.bind(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[1])), 1, WORKERS);

        Thread hook = new Thread(() -> close(server, backend), "close");
        Runtime.getRuntime().addShutdownHook(hook);
        waitForParent();
        System.exit(0);
    }

    private static void waitForParent() {
        try {
            while (System.in.read() != -1) {
                // Nothing is sent; only the end matters.
            }
        } catch (IOException e) {
            // A broken pipe is an end as well.
        }
    }

    private static void close(MongoServer server, DurableBackend backend) {
        Thread limit = new Thread(EmbeddedMongo::haltAfterLimit, "shutdown-limit");
        limit.setDaemon(true);
        limit.start();
        // What is acknowledged is on disk already; the store comes first, as draining the clients can take long.
        backend.shutDown();
        server.stopListening();
        Runtime.getRuntime().halt(0);
    }

    private static void haltAfterLimit() {
        try {
            Thread.sleep(SHUTDOWN_LIMIT_MS);
        } catch (InterruptedException e) {
            // Halt at once then.
        }
        Runtime.getRuntime().halt(1);
    }
}
