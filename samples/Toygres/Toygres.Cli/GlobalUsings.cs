global using System.CommandLine;
global using Toygres.Server.Contracts;
