import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * Answers a write only when it is on disk.
 *
 * <p>One command runs at a time: the store hands out its own documents and updates them in place, so a reader or
 * a commit beside a writer would see half a change. For the same reason an answer is copied before the next
 * command may run. Writers that wait for the disk have left the lock and share one commit and one flush.
 */
final class DurableBackend extends H2Backend {
    /** Commands that never change the store; all others wait for a commit. */
    private static final Set<String> READS = Set.of(
            "find", "getmore", "count", "distinct", "ping", "hello", "ismaster", "buildinfo", "serverstatus",
            "listcollections", "listindexes", "listdatabases", "killcursors", "endsessions", "getlog", "hostinfo",
            "connectionstatus", "dbstats", "collstats", "validate", "whatsmyuri", "getlasterror");

    /** What the current drivers ask for at least; the library itself reports 8. */
    private static final MongoVersion VERSION = new MongoVersion() {
        @Override
        public List<Integer> getVersionArray() {
            return List.of(4, 4, 0);
        }

        @Override
        public int getWireVersion() {
            return 9;
        }
    };

    /** How long the file may be tidied when it is closed. */
    private static final int COMPACTION_MS = 200;

    private final ReentrantLock commands = new ReentrantLock();
    private final GroupCommit commit;

    DurableBackend(MVStore store) {
        super(store);
        version(VERSION);
        commit = new GroupCommit(store, commands);
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        String name = command.toLowerCase(Locale.ROOT);
        boolean reads = READS.contains(name);
        long ticket = 0;
        commands.lock();
        try {
            return run(channel, database, name, command, query).cloneDeeply();
        } finally {
            endIfClosed();
            if (!reads) {
                ticket = commit.ticket();
            }
            commands.unlock();
            // A command that failed may have written before it did.
            if (!reads) {
                commit.await(ticket);
            }
        }
    }

    /**
     * A store that could not write closes itself, whichever thread met the fault, and then every command fails, also
     * those by which clients look for the server: a new process is wanted. Called with the lock held, so that it is
     * not our own shut-down that has closed it.
     */
    private void endIfClosed() {
        if (getMvStore().isClosed()) {
            System.err.println("The store has closed itself: it could not be written");
            Runtime.getRuntime().halt(1);
        }
    }

    private Document run(Channel channel, String database, String name, String command, Document query) {
        switch (name) {
            case "hello":
                return super.handleCommand(channel, database, "ismaster", query)
                        .append("isWritablePrimary", true);
            case "insert":
                return withCountOfInserted(super.handleCommand(channel, database, command, query), query);
            case "update":
                return runUpdates(channel, database, command, query);
            case "createindexes":
                refusePartialUnique(query);
                return super.handleCommand(channel, database, command, query);
            default:
                return super.handleCommand(channel, database, command, query);
        }
    }

    /** The library counts what was sent, also where some of it was refused. */
    private static Document withCountOfInserted(Document response, Document query) {
        Object errors = response.get("writeErrors");
        if (errors instanceof List<?> refused && !refused.isEmpty()) {
            boolean ordered = !Boolean.FALSE.equals(query.get("ordered"));
            int sent = ((List<?>) query.get("documents")).size();
            int first = ((Number) ((Document) refused.get(0)).get("index")).intValue();
            response.put("n", ordered ? first : sent - refused.size());
        }
        return response;
    }

    /** One by one where order matters: the library goes on behind an error. */
    private Document runUpdates(Channel channel, String database, String command, Document query) {
        List<?> updates = (List<?>) query.get("updates");
        if (updates.size() < 2 || Boolean.FALSE.equals(query.get("ordered"))) {
            return super.handleCommand(channel, database, command, query);
        }
        Document total = new Document("n", 0).append("nModified", 0);
        List<Document> upserted = new ArrayList<>();
        for (int i = 0; i < updates.size() && !total.containsKey("writeErrors"); i++) {
            Document single = new Document(query);
            single.put("updates", List.of(updates.get(i)));
            Document result = super.handleCommand(channel, database, command, single);
            for (String counter : List.of("n", "nModified")) {
                total.put(counter, (Integer) total.get(counter) + (Integer) result.get(counter));
            }
            upserted.addAll(atIndex(result, "upserted", i));
            List<Document> errors = atIndex(result, "writeErrors", i);
            if (!errors.isEmpty()) {
                total.put("writeErrors", errors);
            }
        }
        if (!upserted.isEmpty()) {
            total.put("upserted", upserted);
        }
        return total.append("ok", 1.0);
    }

    private static List<Document> atIndex(Document result, String name, int index) {
        List<Document> moved = new ArrayList<>();
        if (result.get(name) instanceof Collection<?> documents) {
            for (Object document : documents) {
                moved.add(new Document((Document) document).append("index", index));
            }
        }
        return moved;
    }

    /** The library would make it an index over all documents, and refuse what a client relies on. */
    private static void refusePartialUnique(Document query) {
        for (Object description : (List<?>) query.get("indexes")) {
            Document index = (Document) description;
            if (Boolean.TRUE.equals(index.get("unique")) && index.containsKey("partialFilterExpression")) {
                throw new MongoServerError(67, "CannotCreateIndex", "partial unique indexes are not supported");
            }
        }
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        commands.lock();
        try {
            return new QueryResult(super.handleQuery(query).collectDocuments().stream()
                    .map(Document::cloneDeeply)
                    .toList());
        } finally {
            endIfClosed();
            commands.unlock();
        }
    }

    /** Brings the last writes to disk and closes the store; commands that come later wait for ever. */
    void shutDown() {
        commands.lock();
        getMvStore().close(COMPACTION_MS);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new Database(name);
    }

    /** An inner class, as the constructor above it already asks for collections and so for the store. */
    private final class Database extends H2Database {
        Database(String name) {
            super(name, getMvStore(), getCursorRegistry());
        }

        @Override
        protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
            String fullName = getFullCollectionNamespace(name);
            MVMap<Object, Document> data = getMvStore().openMap("databases." + fullName);
            MVMap<String, Object> meta = getMvStore().openMap("meta." + fullName);
            return new IndexedCollection(this, name, options, data, meta, cursorRegistry);
        }

        @Override
        protected Index<Object> openOrCreateSecondaryIndex(
                String collection, String name, List<IndexKey> keys, boolean sparse) {
            return new SortedIndex(name, keys);
        }
    }
}
