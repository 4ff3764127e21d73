package dev.nocturne.strategy.cma;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations, in a fixed order and with a fixed cap:
 * slower than tridiagonal forms, but accurate for small eigenvalues too, and the matrices here are small.
 *
 * @param values in no particular order
 * @param vectors the i-th column belongs to the i-th value
 */
record SymmetricEigen(double[] values, double[][] vectors) {
    private static final int MOST_SWEEPS = 30;
    private static final double NEGLIGIBLE = 1e-15;

    static SymmetricEigen of(double[][] symmetric) {
        int n = symmetric.length;
        double[][] a = new double[n][];
        double[][] vectors = new double[n][n];
        for (int i = 0; i < n; i++) {
            a[i] = symmetric[i].clone();
            vectors[i][i] = 1;
        }
        boolean rotated = true;
        for (int sweep = 0; rotated && sweep < MOST_SWEEPS; sweep++) {
            rotated = false;
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    double scale = Math.sqrt(Math.abs(a[p][p])) * Math.sqrt(Math.abs(a[q][q]));
                    if (Math.abs(a[p][q]) > NEGLIGIBLE * scale) {
                        rotate(a, vectors, p, q);
                        rotated = true;
                    }
                }
            }
        }
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = a[i][i];
        }
        return new SymmetricEigen(values, transposed(vectors));
    }

    /**
     * Turns the plane of two axes so that nothing is left between them.
     *
     * @param a only the upper triangle is kept
     * @param vectors as rows, which lie together in memory
     */
    private static void rotate(double[][] a, double[][] vectors, int p, int q) {
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double cosine = 1 / Math.sqrt(tangent * tangent + 1);
        double sine = tangent * cosine;
        double[] rowP = a[p];
        double[] rowQ = a[q];
        rowP[p] -= tangent * rowP[q];
        rowQ[q] += tangent * rowP[q];
        rowP[q] = 0;
        for (int i = 0; i < p; i++) {
            double[] row = a[i];
            double ip = row[p];
            double iq = row[q];
            row[p] = cosine * ip - sine * iq;
            row[q] = sine * ip + cosine * iq;
        }
        for (int i = p + 1; i < q; i++) {
            double[] row = a[i];
            double pi = rowP[i];
            double iq = row[q];
            rowP[i] = cosine * pi - sine * iq;
            row[q] = sine * pi + cosine * iq;
        }
        turn(rowP, rowQ, q + 1, cosine, sine);
        turn(vectors[p], vectors[q], 0, cosine, sine);
    }

    private static void turn(double[] p, double[] q, int from, double cosine, double sine) {
        for (int i = from; i < p.length; i++) {
            double pi = p[i];
            double qi = q[i];
            p[i] = cosine * pi - sine * qi;
            q[i] = sine * pi + cosine * qi;
        }
    }

    private static double[][] transposed(double[][] rows) {
        double[][] columns = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                columns[j][i] = rows[i][j];
            }
        }
        return columns;
    }
}
