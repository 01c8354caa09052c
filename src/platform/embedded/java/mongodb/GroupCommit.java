import java.util.concurrent.locks.ReentrantLock;
import org.h2.mvstore.MVStore;

/**
 * Writes and flushes the store for all who wait at that moment, one commit after the other.
 *
 * <p>A store that cannot be written any more ends the process: nothing is acknowledged that is not on disk, and
 * the parent starts a new one from what is.
 */
final class GroupCommit {
    private final MVStore store;
    private final ReentrantLock commands;
    private long issued;
    private long durable;

    GroupCommit(MVStore store, ReentrantLock commands) {
        this.store = store;
        this.commands = commands;
        Thread thread = new Thread(this::run, "group-commit");
        thread.setDaemon(true);
        thread.start();
    }

    /** Called with the lock on commands held, after the change. */
    synchronized long ticket() {
        issued++;
        notifyAll();
        return issued;
    }

    /** Returns when the change that got the ticket is on disk. */
    synchronized void await(long ticket) {
        while (durable < ticket) {
            pause();
        }
    }

    private void run() {
        try {
            while (true) {
                long covered = commitNext();
                store.sync();
                announce(covered);
            }
        } catch (Throwable e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private long commitNext() {
        awaitWork();
        commands.lock();
        try {
            store.commit();
            synchronized (this) {
                return issued;
            }
        } finally {
            commands.unlock();
        }
    }

    private synchronized void awaitWork() {
        while (durable == issued) {
            pause();
        }
    }

    private synchronized void announce(long covered) {
        durable = covered;
        notifyAll();
    }

    private void pause() {
        try {
            wait();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
