package io.stretto.wasm.bytecode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which function may call which. Nodes are the functions by their indexes and, behind them, one for
 * each signature in the table: an indirect call goes to the signature, and the signature to all
 * functions of the table that have it. So the graph stays as small as the code.
 *
 * <p>Functions that may call each other form one component (Tarjan's algorithm, with a stack of its
 * own instead of recursion). Components are numbered so that callees come before callers.
 */
final class CallGraph {

  private final int functions;
  private final int[][] edges;
  private final int[] component;
  private final List<int[]> members = new ArrayList<>();
  private final List<BitSet> reachable = new ArrayList<>();

  CallGraph(ContractModule module, List<FunctionFacts> facts) {
    this.functions = module.functionCount();
    Map<FunctionSignature, List<Integer>> table = module.tableFunctionsBySignature();
    Map<FunctionSignature, Integer> signatureNodes = new HashMap<>();
    this.edges = new int[functions + table.size()][];
    Arrays.fill(edges, new int[0]);
    for (Map.Entry<FunctionSignature, List<Integer>> entry : table.entrySet()) {
      int node = functions + signatureNodes.size();
      signatureNodes.put(entry.getKey(), node);
      edges[node] = entry.getValue().stream().mapToInt(Integer::intValue).toArray();
    }
    int imports = module.imports().size();
    for (int own = 0; own < facts.size(); own++) {
      edges[imports + own] = edgesOf(facts.get(own), signatureNodes);
    }
    this.component = new int[edges.length];
    findComponents();
  }

  private static int[] edgesOf(FunctionFacts facts, Map<FunctionSignature, Integer> nodes) {
    List<Integer> targets = new ArrayList<>(facts.callees());
    for (FunctionSignature signature : facts.tableSignatures()) {
      if (nodes.containsKey(signature)) {
        targets.add(nodes.get(signature));
      }
    }
    return targets.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  /** The state of Tarjan's algorithm. */
  private static final class Search {
    final int[] order;
    final int[] low;
    final int[] nextEdge;
    final Deque<Integer> path = new ArrayDeque<>();
    final Deque<Integer> open = new ArrayDeque<>();
    int visited;

    Search(int nodes) {
      order = new int[nodes];
      low = new int[nodes];
      nextEdge = new int[nodes];
    }

    void enter(int node) {
      order[node] = ++visited;
      low[node] = visited;
      path.push(node);
      open.push(node);
    }
  }

  private void findComponents() {
    Arrays.fill(component, -1);
    Search search = new Search(edges.length);
    for (int root = 0; root < edges.length; root++) {
      if (search.order[root] == 0) {
        search.enter(root);
      }
      while (!search.path.isEmpty()) {
        step(search);
      }
    }
  }

  private void step(Search search) {
    int node = search.path.peek();
    if (search.nextEdge[node] < edges[node].length) {
      int target = edges[node][search.nextEdge[node]++];
      if (search.order[target] == 0) {
        search.enter(target);
      } else if (component[target] < 0) {
        search.low[node] = Math.min(search.low[node], search.order[target]);
      }
      return;
    }
    search.path.pop();
    if (!search.path.isEmpty()) {
      int caller = search.path.peek();
      search.low[caller] = Math.min(search.low[caller], search.low[node]);
    }
    if (search.low[node] == search.order[node]) {
      close(node, search.open);
    }
  }

  private void close(int root, Deque<Integer> open) {
    int number = members.size();
    List<Integer> nodes = new ArrayList<>();
    int node;
    do {
      node = open.pop();
      component[node] = number;
      nodes.add(node);
    } while (node != root);
    int[] sorted = nodes.stream().mapToInt(Integer::intValue).sorted().toArray();
    members.add(sorted);
    BitSet reached = new BitSet();
    for (int member : sorted) {
      if (member < functions) {
        reached.set(member);
      }
      for (int target : edges[member]) {
        if (component[target] != number) {
          reached.or(reachable.get(component[target]));
        }
      }
    }
    reachable.add(reached);
  }

  /** How many components there are. */
  int components() {
    return members.size();
  }

  /** The component of a function. */
  int component(int function) {
    return component[function];
  }

  /** The functions of a component, by ascending index, imported ones included. */
  int[] functions(int componentNumber) {
    return Arrays.stream(members.get(componentNumber)).filter(node -> node < functions).toArray();
  }

  /** Whether the functions of a component may call themselves or each other in a circle. */
  boolean isCyclic(int componentNumber) {
    int[] nodes = members.get(componentNumber);
    return nodes.length > 1 || Arrays.stream(edges[nodes[0]]).anyMatch(to -> to == nodes[0]);
  }

  /** The functions that can run when one is called, itself and imported ones included. */
  BitSet reachable(int function) {
    return (BitSet) reachable.get(component[function]).clone();
  }
}
