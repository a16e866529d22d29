#include "core/model/components.h"

#include <algorithm>

namespace kamke {

// Tarjan's algorithm with an explicit stack, so that long chains do not overflow the call stack.
std::vector<std::vector<Index>> stronglyConnectedComponents(const Matrix& M) {
    const Index n = M.rows();
    constexpr Index unseen = -1;
    std::vector<Index> number(n, unseen), low(n, 0), nextChild(n, 0), open, path;
    std::vector<bool> isOpen(n, false);
    std::vector<std::vector<Index>> components;
    Index counter = 0;
    for (Index root = 0; root < n; ++root) {
        if (number[root] != unseen)
            continue;
        path.push_back(root);
        while (!path.empty()) {
            const Index i = path.back();
            if (number[i] == unseen) {
                number[i] = low[i] = counter++;
                open.push_back(i);
                isOpen[i] = true;
            }
            Index& j = nextChild[i];
            while (j < n && (M(i, j) == 0 || (number[j] != unseen && !isOpen[j])))
                ++j;
            if (j < n && number[j] == unseen) {
                path.push_back(j);
                continue;
            }
            if (j < n) {
                low[i] = std::min(low[i], number[j]);
                ++j;
                continue;
            }
            path.pop_back();
            if (!path.empty())
                low[path.back()] = std::min(low[path.back()], low[i]);
            if (low[i] == number[i]) {
                std::vector<Index>& component = components.emplace_back();
                Index k;
                do {
                    k = open.back();
                    open.pop_back();
                    isOpen[k] = false;
                    component.push_back(k);
                } while (k != i);
                std::sort(component.begin(), component.end());
            }
        }
    }
    return components;
}

} // namespace kamke
