import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.Plugin;
import org.opensearch.transport.Netty4Plugin;

/** One node of a cluster for tests: name, folder, HTTP port, transport port, transport ports of all nodes. */
public class TestNode extends Node {
    TestNode(Environment environment, Collection<Class<? extends Plugin>> plugins) {
        super(environment, plugins, true);
    }

    public static void main(String[] given) throws Exception {
        String name = given[0];
        Path folder = Path.of(given[1], name);
        List<String> hosts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int count = 0;
        for (String port : given[4].split(",")) {
            hosts.add("127.0.0.1:" + port);
            names.add("node-" + ++count);
        }
        Settings settings = Settings.builder()
            .put("cluster.name", "verbatim-tests")
            .put("node.name", name)
            .put("path.home", folder.toString())
            .put("path.data", folder.resolve("data").toString())
            .put("path.logs", folder.resolve("logs").toString())
            .put("http.type", "netty4")
            .put("transport.type", "netty4")
            .put("network.host", "127.0.0.1")
            .put("http.port", given[2])
            .put("transport.port", given[3])
            .putList("discovery.seed_hosts", hosts)
            .putList("cluster.initial_cluster_manager_nodes", names)
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .put("node.store.allow_mmap", false)
            .put("cluster.fault_detection.leader_check.interval", "500ms")
            .put("cluster.fault_detection.leader_check.timeout", "1s")
            .put("cluster.fault_detection.follower_check.interval", "500ms")
            .put("cluster.fault_detection.follower_check.timeout", "1s")
            .build();
        Environment environment = InternalSettingsPreparer.prepareEnvironment(settings, java.util.Map.of(), null, () -> name);
        Node node = new TestNode(environment, List.of(Netty4Plugin.class, CommonAnalysisPlugin.class));
        node.start();
        System.out.println("ready " + name);
        Thread.currentThread().join();
    }
}
